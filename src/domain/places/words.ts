/** The tables keep lists as text: a fifth of the size, and a line of a diff for each change. */
export function words(list: string): readonly string[] {
  return list === '' ? [] : list.split(' ');
}
