/** What the database would read for our own questions, on tables that are filled for them. Everything is rolled back. */
import postgres from 'postgres';
import { inject } from 'vitest';
import type { Sql } from '../../db/client.ts';

/** A query of ours; or its text, where it stands inside a function of the database. */
export type Question = string | ((sql: Sql) => Promise<unknown>);
class Undone extends Error {}

/** Fills the tables once, and explains what each question sends first. */
export async function plansOf(
  fill: (sql: Sql) => Promise<unknown>,
  questions: readonly Question[],
): Promise<string[]> {
  const asked: { text: string; parameters: unknown[] }[] = [];
  const owner = postgres(inject('stack').ownerUrl, {
    max: 1,
    onnotice: () => {},
    debug: (_connection, text, parameters) => {
      asked.push({ text, parameters });
    },
  });
  const plans: string[] = [];
  try {
    await owner.begin(async (tx) => {
      await fill(tx as unknown as Sql);
      for (const question of questions) {
        asked.length = 0;
        if (typeof question === 'string') asked.push({ text: question, parameters: [] });
        else await question(tx as unknown as Sql);
        const { text, parameters } = asked[0]!;
        plans.push(
          (await tx.unsafe(`explain ${text}`, parameters as never[]))
            .map((line) => String(line['QUERY PLAN']))
            .join('\n'),
        );
      }
      throw new Undone();
    });
  } catch (error) {
    if (!(error instanceof Undone)) throw error;
  } finally {
    await owner.end();
  }
  return plans;
}
