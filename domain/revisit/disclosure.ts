/** 小数保护 Which numbers of a round's summary are told: topic by topic, by domain/law/small-numbers.ts. The sample is public, and a topic's numbers add up to the number of revisits. Pure. */
import { told, type Told } from '../law/small-numbers.ts';
import { scale, type Answers, type Topic } from './terms.ts';

export interface Figures {
  visited: number;
  unreachable: number;
  byTopic: Readonly<Record<Topic, Told>>;
}

export function disclosed(
  answers: readonly Answers[],
  unreachable: number,
  smallNumber: number,
): Figures {
  const row = (topic: Topic): Told =>
    told(
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
