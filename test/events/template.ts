import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse, type CollectionTag, type ScalarTag } from 'yaml';

export const templateFile = path.join(__dirname, '..', '..', 'deploy', 'contact-events.yaml');

/**
 * The template as CloudFormation would see it with these parameters: conditions decided, and references to parameters
 * put in. What only a deployment knows stays in its long form, such as `{ 'Fn::GetAtt': 'Queue.Arn' }`.
 */
export function templateWith(parameters: Readonly<Record<string, string>>): unknown {
  const template: unknown = parse(readFileSync(templateFile, 'utf8'), { customTags });
  const conditions = memberOf(template, 'Conditions');

  const resolve = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(resolve).filter((element) => element !== undefined);
    if (!isObject(value)) return value;
    const [[name, argument] = ['', undefined], ...others] = Object.entries(value);
    if (others.length === 0) {
      const list = Array.isArray(argument) ? argument : [];
      if (name === 'Ref' && argument === 'AWS::NoValue') return undefined;
      if (name === 'Ref' && typeof argument === 'string') return parameters[argument] ?? value;
      if (name === 'Fn::If')
        return resolve(resolve(memberOf(conditions, String(list[0]))) ? list[1] : list[2]);
      if (name === 'Fn::Not') return !resolve(list[0]);
      if (name === 'Fn::Equals') return resolve(list[0]) === resolve(list[1]);
      if (name === 'Fn::Sub' && typeof argument === 'string') {
        return argument.replace(/\$\{(\w+)\}/g, (whole, parameter: string) => parameters[parameter] ?? whole);
      }
    }
    const members = Object.entries(value).map(([key, inner]) => [key, resolve(inner)] as const);
    return Object.fromEntries(members.filter(([, inner]) => inner !== undefined));
  };
  return resolve(template);
}

/** CloudFormation's short forms: `!Sub text` is `{ 'Fn::Sub': text }`. */
const customTags = ['Ref', 'Sub', 'GetAtt', 'If', 'Not', 'Equals'].flatMap(
  (name): (ScalarTag | CollectionTag)[] => {
    const long = name === 'Ref' ? name : `Fn::${name}`;
    return [
      { tag: `!${name}`, resolve: (text) => ({ [long]: text }) },
      {
        tag: `!${name}`,
        collection: 'seq',
        resolve: (sequence) => ({ [long]: sequence.toJSON() as unknown }),
      },
    ];
  },
);

export function memberOf(value: unknown, ...names: readonly string[]): unknown {
  return names.reduce<unknown>(
    (found, name) => (isObject(found) ? Object.entries(found).find(([key]) => key === name)?.[1] : undefined),
    value,
  );
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
