import assert from 'node:assert/strict';
import { searchableFromConfig } from '../../src/cli/from-config';
import { configSchema, type ConfigInput } from '../../src/config/define-config';

describe('where contacts can be searched for, by the settings', () => {
  const isSearchable = (connect: ConfigInput['connect']) =>
    searchableFromConfig(configSchema.parse({ connect }));

  it('is nowhere, unless they say so: no worker looks for searches then', () => {
    assert.equal(isSearchable({}), undefined);
    assert.equal(isSearchable({ instances: { one: {} } }), undefined);
    assert.equal(isSearchable({ searchable: false, instances: { one: { searchable: false } } }), undefined);
  });

  it('is everywhere but where they say otherwise', () => {
    const everywhere = isSearchable({ searchable: true, instances: { one: { searchable: false }, two: {} } });
    assert.deepEqual(
      ['one', 'two', 'another'].map((id) => everywhere?.(id)),
      [false, true, true],
    );
    const there = isSearchable({ instances: { one: { searchable: true } } });
    assert.deepEqual(
      ['one', 'another'].map((id) => there?.(id)),
      [true, false],
    );
  });
});
