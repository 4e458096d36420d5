import { gunzipSync } from 'node:zlib';

/**
 * The JSON in a text, as services write it: one document, one in each line, or base64 of it, perhaps compressed with gzip.
 *
 * @returns undefined when there is none
 */
export function contentsOf(text: string): readonly unknown[] | undefined {
  const json = text.replace(byteOrderMark, '').trim();
  const document = parseJson(json);
  if (document !== undefined) return [document];
  const lines = json.split('\n').map(parseJson);
  if (lines.every((line) => line !== undefined)) return lines;
  const decoded = decodeBase64(json);
  return decoded === undefined ? undefined : contentsOf(decoded);
}

const byteOrderMark = /^\ufeff/;

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** @returns undefined unless the result may be JSON: many words are base64 of something. */
function decodeBase64(text: string): string | undefined {
  if (!/^[A-Za-z0-9+/]{8,}={0,2}$/.test(text)) return undefined;
  const bytes = Buffer.from(text, 'base64');
  const decoded = bytes.subarray(0, 2).equals(gzipMagic) ? gunzip(bytes) : bytes.toString();
  return decoded !== undefined && /^\s*[{["]/.test(decoded) ? decoded : undefined;
}

function gunzip(bytes: Buffer): string | undefined {
  try {
    return gunzipSync(bytes, { maxOutputLength: bytes.length * mostDense }).toString();
  } catch {
    return undefined;
  }
}

/** RFC 1952. */
const gzipMagic = Buffer.from([0x1f, 0x8b]);

/** JSON is compressed to a tenth or so. More would be a message that is sent to waste the reader's time. */
const mostDense = 100;
