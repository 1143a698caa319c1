/** A database of its own on the test stack's server, or on another one, as production's one-shot makes them, for whoever migrates or breaks one. */
import { connect, type Sql } from '../../db/client.ts';
import { sharedServer, type Server } from './own-server.ts';
import { uniqueCode } from './unique.ts';

export interface FreshDatabase {
  ownerUrl: string;
  owner: Sql;
  /** A backup of it as it stands, and the same put back in its place. Whoever is connected is cut off; nobody may come back meanwhile. */
  keep: () => Promise<void>;
  restore: () => Promise<void>;
  drop: () => Promise<void>;
}

export async function freshDatabase(on?: Server): Promise<FreshDatabase> {
  const server = on ?? (await sharedServer());
  const name = `fresh_${uniqueCode(6).toLowerCase()}`;
  const superuser = connect(server.superuserUrl, { max: 1 });
  await superuser.unsafe(`create database ${name} owner duban_owner`);
  const url = new URL(server.ownerUrl);
  url.pathname = `/${name}`;
  const owner = connect(url.href, { max: 1 });
  const copy = async (from: string, to: string): Promise<void> => {
    await superuser`select pg_terminate_backend(pid) from pg_stat_activity where datname in (${from}, ${to})`;
    await superuser.unsafe(`drop database if exists ${to}`);
    await superuser.unsafe(`create database ${to} template ${from} owner duban_owner`);
  };
  return {
    ownerUrl: url.href,
    owner,
    keep: () => copy(name, `${name}_kept`),
    restore: () => copy(`${name}_kept`, name),
    drop: async () => {
      await owner.end();
      for (const each of [name, `${name}_kept`])
        await superuser.unsafe(`drop database if exists ${each} with (force)`);
      await superuser.end();
    },
  };
}
