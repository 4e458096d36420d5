import { maskPhoneNumbersIn } from '../domain/mask';

/**
 * A message of another component as it may be stored in clear: phone numbers and what the request says about the person are masked,
 * and it is cut. Amazon Connect's messages may repeat any member of a request.
 *
 * @param personal values of the request; those of one or two characters are masked only where a message quotes a member
 */
export function safeMessage(message: string, personal: readonly string[] = []): string {
  const quoted = maskPhoneNumbersIn(message).replace(quotedMember, "Value '•••' at '$1' failed to satisfy");
  const masked = personal
    .filter((value) => value.length >= shortestMasked)
    // A value may be part of another one.
    .sort((one, other) => other.length - one.length)
    .reduce((text, value) => text.replaceAll(value, '•••'), quoted);
  return masked.length > longest ? `${masked.slice(0, longest)}…` : masked;
}

/** AWS's validation errors: `Value '+12065550100' at 'destinationPhoneNumber' failed to satisfy constraint: …`. */
const quotedMember = /Value '[^]*?' at '([\w.[\]-]*)' failed to satisfy/g;

const shortestMasked = 3;
/** Characters. */
const longest = 300;
