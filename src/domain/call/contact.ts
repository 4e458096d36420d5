/** Amazon Connect's record of an attempt: the members that say how it went. Instants are ISO 8601. */
export interface Contact {
  readonly contactId: string;
  /** When Amazon Connect took the request. */
  readonly initiatedAt?: string;
  /** When the phone was answered; absent when it never was. */
  readonly connectedAt?: string;
  readonly enqueuedAt?: string;
  readonly agentConnectedAt?: string;
  /** When the contact ended; absent while it lasts. */
  readonly endedAt?: string;
  readonly queueId?: string;
  readonly agentId?: string;
  /** The phone that was called, where Amazon Connect says so. */
  readonly destinationPhoneNumber?: string;
  /** The caller ID, where Amazon Connect says so. */
  readonly sourcePhoneNumber?: string;
  /** An open set of strings. */
  readonly disconnectReason?: string;
  /** What Amazon Connect guesses to have cut the contact short; an open set of strings. */
  readonly potentialDisconnectIssue?: string;
  /** From 1 (bad) to 5 (good). */
  readonly customerAudioQuality?: number;
  /** From 1 (bad) to 5 (good). */
  readonly agentAudioQuality?: number;
  /** An open set of strings; only with answering machine detection. */
  readonly answeringMachineDetectionStatus?: string;
  readonly attributes: Readonly<Record<string, string>>;
}
