/**
 * When a run of the engine's tests ends: DUBAN_RECOUNT=FILE counts every file in its database again without an engine, and writes what differs to
 * the file, a line a file. Tests that tamper with the database leave differences, so it is for runs of chosen folders.
 */
import { writeFile } from 'node:fs/promises';
import { connect } from '../../db/client.ts';
import { recounting } from '../../tools/recount/bundle.ts';
import { sweep } from '../../tools/recount/sweep.ts';

export async function recountAll(databaseUrl: string, into: string): Promise<void> {
  const sql = connect(databaseUrl, { max: 1 });
  const procedures: Record<string, number> = {};
  const lines: string[] = [];
  let obeyed = 0;
  try {
    for await (const { file, life, recounted } of sweep(sql, await recounting())) {
      procedures[life.procedure] = (procedures[life.procedure] ?? 0) + 1;
      obeyed += recounted.obeyed.length;
      if (recounted.differences.length > 0)
        lines.push(`${JSON.stringify({ file, ...recounted })}\n`);
    }
  } finally {
    await sql.end();
  }
  await writeFile(into, lines.join(''));
  console.log('recounted', procedures, { differing: lines.length, obeyed });
}
