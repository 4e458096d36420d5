/** The activities of a user. */
export interface OwnActivities {
  note(text: string): Promise<string>;
}
