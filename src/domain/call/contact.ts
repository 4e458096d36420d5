/** Amazon Connect's record of an attempt, as far as it shows how the attempt went. Instants are ISO 8601. */
export interface Contact {
  readonly contactId: string;
  /** When Amazon Connect accepted the request. */
  readonly initiatedAt?: string;
  /** When the phone was answered; absent if it never was. */
  readonly connectedAt?: string;
  readonly enqueuedAt?: string;
  readonly agentConnectedAt?: string;
  /** When the contact ended; absent while it lasts. */
  readonly endedAt?: string;
  readonly queueId?: string;
  readonly agentId?: string;
  /** The number that was called, if Amazon Connect records it. */
  readonly destinationPhoneNumber?: string;
  /** The caller ID, if Amazon Connect records it. */
  readonly sourcePhoneNumber?: string;
  /** An open set of strings. */
  readonly disconnectReason?: string;
  /** Amazon Connect's guess at what cut the contact short; an open set of strings. */
  readonly potentialDisconnectIssue?: string;
  /** From 1 (bad) to 5 (good). */
  readonly customerAudioQuality?: number;
  /** From 1 (bad) to 5 (good). */
  readonly agentAudioQuality?: number;
  /** An open set of strings; only with answering machine detection. */
  readonly answeringMachineDetectionStatus?: string;
  readonly attributes: Readonly<Record<string, string>>;
}
