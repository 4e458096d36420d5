import {
  readPhoneNumber,
  type PhoneNumberReading,
  type ReadPhoneNumberOptions,
} from '../../domain/read-phone-number';

/** A phone number in a cell. Spreadsheets mark numbers as text: `="+12065550100"`, or with an apostrophe before them. */
export function numberInCell(cell: string, options: ReadPhoneNumberOptions): PhoneNumberReading {
  const marked = /^="(.*)"$|^'(?=[+\d(])(.*)$/.exec(cell);
  return readPhoneNumber(marked?.[1] ?? marked?.[2] ?? cell, options);
}
