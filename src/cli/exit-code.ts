/** Exit codes of the commands, besides 0 for done. */
export const ExitCode = {
  Failed: 1,
  WrongUsage: 2,
  /** Nothing was found, or only a part was shown, and there is something that the command did not see. */
  NotAllSeen: 3,
} as const;
