/** A database of its own on the test stack's server, as production's one-shot makes them, for whoever migrates or breaks one. */
import { dirname } from 'node:path';
import { inject } from 'vitest';
import { connect, type Sql } from '../../db/client.ts';
import { passwordsIn } from '../../tools/engine/passwords.ts';
import { superuserUrl } from '../../tools/engine/postgres.ts';
import { uniqueCode } from './unique.ts';

export interface FreshDatabase {
  ownerUrl: string;
  owner: Sql;
  drop: () => Promise<void>;
}

export async function freshDatabase(): Promise<FreshDatabase> {
  const stack = inject('stack');
  const name = `fresh_${uniqueCode(6).toLowerCase()}`;
  const superuser = connect(
    superuserUrl(stack.ports['postgres']!, await passwordsIn(dirname(stack.logs))),
    { max: 1 },
  );
  await superuser.unsafe(`create database ${name} owner duban_owner`);
  const url = new URL(stack.ownerUrl);
  url.pathname = `/${name}`;
  const owner = connect(url.href, { max: 1 });
  return {
    ownerUrl: url.href,
    owner,
    drop: async () => {
      await owner.end();
      await superuser.unsafe(`drop database ${name}`);
      await superuser.end();
    },
  };
}
