/** 合批 Questions to the database that come while others are being answered wait and go together in one statement: under load a statement costs more than what one more question adds to it. */
import DataLoader from 'dataloader';

/**
 * A question at a time from outside; from inside at most `atOnce` statements under way, each with up to `most` questions. Nobody waits while there is room.
 * Nothing is kept: each question is answered as the database stands when it is asked. A fault of one question is nobody else's.
 */
export function batched<Q, A>(
  ask: (questions: readonly Q[]) => Promise<A[]>,
  { atOnce = 2, most = 5 } = {},
): (question: Q) => Promise<A> {
  let underWay = 0;
  const waiting: (() => void)[] = [];
  const alone = async (question: Q): Promise<A | Error> => {
    try {
      return (await ask([question]))[0]!;
    } catch (error) {
      return error as Error;
    }
  };
  const answered = async (questions: readonly Q[]): Promise<(A | Error)[]> => {
    underWay += 1;
    try {
      const all = questions.length > 1 ? await ask(questions).catch(() => undefined) : undefined;
      return all ?? (await Promise.all(questions.map(alone)));
    } finally {
      underWay -= 1;
      waiting.shift()?.();
    }
  };
  const loader = new DataLoader<Q, A>(answered, {
    cache: false,
    maxBatchSize: most,
    batchScheduleFn: (go) => {
      if (underWay < atOnce) setImmediate(go);
      else waiting.push(go);
    },
  });
  return (question) => loader.load(question);
}
