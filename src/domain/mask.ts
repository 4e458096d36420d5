/**
 * A phone number that can be recognised but not dialed: `+12065550100` becomes `+1206•••0100`. Used wherever a number leaves the
 * encrypted payloads: summaries, logs, errors. It is still personal data: few numbers look like it.
 */
export function maskPhoneNumber(e164: string): string {
  // A short number shows fewer digits, or the hidden ones could be guessed.
  if (e164.length < 10) return `${e164.slice(0, 2)}•••`;
  if (e164.length < 12) return `${e164.slice(0, 3)}•••${e164.slice(-2)}`;
  return `${e164.slice(0, 5)}•••${e164.slice(-4)}`;
}

/** The same text with its phone numbers masked: errors of other components may contain some. */
export function maskPhoneNumbersIn(text: string): string {
  return text.replace(/\+[1-9]\d{5,14}/g, maskPhoneNumber);
}
