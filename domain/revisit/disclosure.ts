/**
 * 小数保护 Which numbers of a round's summary are told, so that no institution can be told from a cell. The threshold is that of the register of lobbying
 * (domain/lobbying/disclosure.ts: a number above nothing and below it is withheld), and since the sample is public the rule is stricter here:
 *  1. where one of a topic's numbers is small, the whole topic is withheld, for the numbers add up, and whoever knows the rule could count out what is missing;
 *  2. where all have answered the same, that says what each has answered: the topic is withheld too.
 * Pure.
 */
import { scale, type Answers, type Topic } from './terms.ts';

/** In the order of the scale; null: withheld. */
type Row = readonly (number | null)[];
export interface Figures {
  visited: number;
  unreachable: number;
  byTopic: Readonly<Record<Topic, Row>>;
}

export function disclosed(
  answers: readonly Answers[],
  unreachable: number,
  smallNumber: number,
): Figures {
  const row = (topic: Topic): Row =>
    rowOf(
      scale.map((one) => answers.filter((given) => given[topic].answer === one).length),
      answers.length,
      smallNumber,
    );
  return {
    visited: answers.length,
    unreachable,
    byTopic: {
      fairness: row('fairness'),
      justice: row('justice'),
      integrity: row('integrity'),
      civility: row('civility'),
    },
  };
}

const rowOf = (counts: readonly number[], total: number, smallNumber: number): Row =>
  counts.every((n) => n === 0 || (n >= smallNumber && n < total)) ? counts : counts.map(() => null);
