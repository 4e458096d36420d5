import type { MiddlewareHandler } from 'hono';

/**
 * Refuses what a web page of another site may send: a browser of this machine reaches loopback, too. Such a request has the page's Origin; or,
 * if the page's name has been made to lead to loopback (DNS rebinding), the page's Host. Programs send no Origin.
 */
export const localOnly: MiddlewareHandler = async (c, next) => {
  const host = c.req.header('host') ?? '';
  if (!isLoopback(`http://${host}`))
    return refuse(403, `Requests for host ${JSON.stringify(host)} are refused`);
  const origin = c.req.header('origin');
  if (origin !== undefined && !isLoopback(origin))
    return refuse(403, `Requests from origin ${JSON.stringify(origin)} are refused`);
  return next();
};

/** Refuses large bodies before they are read, and those whose length is not announced, as AWS clients announce it. */
export const limitedBody: MiddlewareHandler = async (c, next) => {
  if (c.req.header('transfer-encoding') !== undefined)
    return refuse(411, 'Requests without a Content-Length are refused');
  return Number(c.req.header('content-length') ?? 0) > mostBytes
    ? refuse(413, `Requests of more than ${mostBytes} bytes are refused`)
    : next();
};

/** Attributes of a contact have 32 KB at most, so no valid request comes near. */
const mostBytes = 1_000_000;

/** Names that no DNS server can make lead elsewhere. */
function isLoopback(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { hostname } = new URL(url);
  return /^(?:127(?:\.\d+){3}|\[::1\]|(?:.+\.)?localhost)$/.test(hostname);
}

function refuse(status: number, what: string): Response {
  return Response.json(
    { message: `${what}: the simulator is for programs and pages of this machine.` },
    { status },
  );
}
