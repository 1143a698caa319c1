/** 年度案卷 Of the year's files those whose dossiers are verified: of each procedure the longest and the one that holds most, and some more. */
import { connect } from '../../../db/client.ts';
import { databasesFor } from '../../engine/details.ts';
import { Dossiers, printDossiers, type VerifiedDossier } from '../dossiers.ts';
import { officerOf } from './fixtures.ts';
import { namespace, type Harness } from '../harness.ts';

/** How many more, spread over all files. */
const SAMPLE = 12;
/** Milliseconds in which the largest dossier of a year shall be there. */
const SOON = 2_000;

/** Fails where one is not proved; that the largest takes longer than it should is said. */
export async function verifyYear(harness: Harness): Promise<VerifiedDossier[]> {
  const dossiers = new Dossiers(harness, harness.bureau, officerOf(harness.bureau, 'reg'));
  const { largest, sample } = await chosen(harness);
  const verified: VerifiedDossier[] = [];
  for (const file of largest) verified.push(await dossiers.measured(file));
  for (const file of sample) verified.push(await dossiers.verified(file));
  printDossiers(verified);
  const { file, made, bytes } = verified.toSorted((a, b) => b.bytes - a.bytes)[0]!;
  if (made > SOON)
    console.log(
      `   慢 slow: ${file}, ${Math.round(bytes / 1024)} KB: ${Math.round(made)} ms > ${SOON} ms`,
    );
  return verified;
}

async function chosen({
  stack,
  bureau,
}: Harness): Promise<{ largest: string[]; sample: string[] }> {
  const sql = connect(databasesFor(stack, namespace).databaseUrl, { max: 1 });
  try {
    // Ended files only: one under way is none of which everything is known, and what is not announced is withheld.
    const files = await sql<{ id: string; largest: boolean }[]>`
      select id, longest = 1 or fullest = 1 as largest from (
        select f.id, row_number() over (partition by procedure order by register_seq desc, f.id) as longest,
          row_number() over (partition by procedure order by octet_length(opening::text)
            + coalesce((select sum(octet_length(payload::text) + octet_length(verdict::text)) from inbox i where i.file_id = f.id), 0) desc, f.id) as fullest
        from file f where f.bureau_id = ${bureau} and f.closed_at is not null) ranked order by id`;
    const rest = files.filter(({ largest }) => !largest);
    const every = Math.max(1, Math.floor(rest.length / SAMPLE));
    return {
      largest: files.filter(({ largest }) => largest).map(({ id }) => id),
      sample: rest
        .filter((_, n) => n % every === 0)
        .slice(0, SAMPLE)
        .map(({ id }) => id),
    };
  } finally {
    await sql.end();
  }
}
