/** The members of a request that a column can hold. */
export type Member = 'destinationPhoneNumber' | 'timeZone' | 'region' | 'postcode' | 'subject' | 'name';

/** What a column holds: a member of the request, or a contact attribute for the flow. */
export type Column =
  | { readonly kind: 'member'; readonly member: Member }
  | { readonly kind: 'attribute'; readonly attribute: string };

/**
 * Headings that people use, in lower case, without spaces, `_` and `-`. `address`, `demographic.timezone` and
 * `location.postalcode` are those of a segment file of Amazon Pinpoint, which the AWS power dialer reads.
 */
const members: Readonly<Record<string, Member>> = {
  phone: 'destinationPhoneNumber',
  phonenumber: 'destinationPhoneNumber',
  destinationphonenumber: 'destinationPhoneNumber',
  address: 'destinationPhoneNumber',
  timezone: 'timeZone',
  'demographic.timezone': 'timeZone',
  region: 'region',
  postcode: 'postcode',
  postalcode: 'postcode',
  'location.postalcode': 'postcode',
  subject: 'subject',
  name: 'name',
};

/** Of a heading with dots, as in `User.UserAttributes.plan`, an attribute has the last part as its name. */
export function columnOf(heading: string): Column {
  const member = members[heading.toLowerCase().replace(/[ _-]/g, '')];
  return member === undefined
    ? { kind: 'attribute', attribute: heading.slice(heading.lastIndexOf('.') + 1) }
    : { kind: 'member', member };
}
