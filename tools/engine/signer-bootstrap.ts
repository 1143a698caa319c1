/**
 * 首次设立 The keys of a signer that this machine has made, taken into use for its logs: without that a head that anybody signs would be kept. Entered as
 * a bootstrap, for there is no second person at a machine; where a bureau has keys already, or two administrators, it is theirs to do.
 */
import { connect } from '../../db/client.ts';
import { changeLogKey, logKeys } from '../../db/queries/log.ts';
import { holdGround, propose, twoPersons } from '../../db/queries/proposals.ts';
import { keyGround } from '../../api/log/keys.ts';
import { hashOfProposal } from '../../api/registries/two-persons.ts';

const by = 'reference';
const reason = '首次启动：本机签署方的密钥 Bootstrap: the key of the signer of this machine';

/** Answers the bureaus whose keys were taken into use. */
export async function registerSignerKeys(
  databaseUrl: string,
  keys: readonly { bureau: string; key: string }[],
): Promise<string[]> {
  const sql = connect(databaseUrl, { max: 1, name: 'duban-start' });
  const done: string[] = [];
  try {
    for (const { bureau, key } of keys)
      await sql.begin(async (tx) => {
        await holdGround(tx, bureau);
        const known = (await logKeys(tx, bureau)).some(({ use }) => use === 'log');
        if (known || (await twoPersons(tx, bureau))) return;
        const after = { key, use: 'log', state: 'in-use' } as const;
        await changeLogKey(tx, { ...after, bureau, by, reason });
        const shown = { what: keyGround.what, subject: key, before: null, after };
        const hash = hashOfProposal(shown);
        const more = { sealed: null, shared: false, bootstrap: true };
        await propose(tx, { ...shown, ...more, bureau, hash, reason, by });
        done.push(bureau);
      });
  } finally {
    await sql.end();
  }
  return done;
}
