/** Receives a line of progress for people, without a newline. */
export type Report = (line: string) => void;

export const silently: Report = () => undefined;

export const toStderr: Report = (line) => {
  console.error(line);
};

/** Interval of progress lines of long work. */
const INTERVAL_MS = 5_000;

/** Await `work`, and report `doing` with the elapsed seconds every 5 s. */
export async function reportWhile<T>(report: Report, doing: string, work: Promise<T>): Promise<T> {
  const startedAt = performance.now();
  report(`${doing}…`);
  const timer = setInterval(() => {
    report(`${doing}… ${Math.round((performance.now() - startedAt) / 1000)} s`);
  }, INTERVAL_MS);
  try {
    return await work;
  } finally {
    clearInterval(timer);
  }
}
