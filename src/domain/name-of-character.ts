/** Names a character for an error message, so that an invisible one can be found and removed. */
export function nameOfCharacter(character: string): string {
  const code = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  if (character === ' ') return 'a space';
  if (/[\p{C}\p{Z}\p{M}]/u.test(character)) return `the invisible character ${code}`;
  return character < '\u0080' ? JSON.stringify(character) : `${JSON.stringify(character)} (${code})`;
}
