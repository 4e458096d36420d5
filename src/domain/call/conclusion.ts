/** How code has concluded a call. */
export interface Conclusion {
  /** Who or what has concluded it, such as `alex` or `web`; at most 200 characters. */
  readonly by?: string;
  /** The caller's own result: any JSON. The message that concludes a call has at most 64 KiB. */
  readonly result?: unknown;
}
