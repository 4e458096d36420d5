/** The tables store lists as text: a fifth of the size, and one line of a diff per change. */
export function words(list: string): readonly string[] {
  return list === '' ? [] : list.split(' ');
}
