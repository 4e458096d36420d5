/**
 * Text that others chose (names of steps, reasons, messages of failures) for a place that shows Markdown: it reads as it was written, on one
 * line, and makes no heading, link, image or tag.
 */
export function inMarkdown(text: string): string {
  return (
    text
      .replace(/[\s\p{Cc}]+/gu, ' ')
      .trim()
      // Inside a word an underscore is one: America/Los_Angeles.
      .replace(/[\\`*[\]<>~|&]|(?<!\w)_|_(?!\w)/g, '\\$&')
      .replace(/^[#+=-]/, '\\$&')
      .replace(/^(\d+)([.)])/, '$1\\$2')
  );
}
