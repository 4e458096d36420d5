/** Receives one line of progress, without a newline, meant for a person. */
export type Report = (line: string) => void;

export const silently: Report = () => undefined;

export const toStderr: Report = (line) => {
  console.error(line);
};

/** How often something that runs long says that it still does. */
const INTERVAL_MS = 5_000;

/** Await `work`; while it runs, report `doing` with the seconds it has taken, every 5 s. */
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
