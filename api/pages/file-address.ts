/** 案卷的名称 What the procedure of a file is called. */
import { procedureOf } from '../../domain/procedures.ts';
import type { Visit } from './visit.ts';

export const procedureTitle = ({ say }: Visit, procedure: string): string => {
  const title = procedureOf(procedure)?.title;
  return title ? say(title) : procedure;
};
