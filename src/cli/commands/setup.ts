import { temporal } from '@temporalio/proto';
import type { Command } from 'commander';
import { SearchAttribute } from '../../contract/search-attributes';
import { connect, withConnection, type ConnectionFlags } from '../temporal-client';

const { IndexedValueType } = temporal.api.enums.v1;
export const indexedValueTypes = {
  KEYWORD: IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
  INT: IndexedValueType.INDEXED_VALUE_TYPE_INT,
  DATETIME: IndexedValueType.INDEXED_VALUE_TYPE_DATETIME,
} as const;

export function addSetup(program: Command): void {
  withConnection(program.command('setup'))
    .description('Register the search attributes of calls in the namespace. Safe to repeat.')
    .addHelpText('after', '\nExample:\n  $ outbound setup --namespace default')
    .action(async (flags: ConnectionFlags) => {
      const { client, settings } = await connect(flags);
      const { namespace } = settings;
      const { operatorService } = client.connection;
      const { customAttributes } = await operatorService.listSearchAttributes({ namespace });
      const missing = Object.values(SearchAttribute).filter(({ name }) => !(name in customAttributes));
      if (missing.length > 0) {
        await operatorService.addSearchAttributes({
          namespace,
          searchAttributes: Object.fromEntries(
            missing.map(({ name, type }) => [name, indexedValueTypes[type]]),
          ),
        });
      }
      const names = missing.map(({ name }) => name).join(', ');
      console.log(
        names === ''
          ? `All search attributes are registered in ${namespace}.`
          : `Registered in ${namespace}: ${names}`,
      );
    });
}
