/** 核验码 A check code as it is looked up. */
import { createHash } from 'node:crypto';
import { readCode } from '../../domain/inspection/check-code.ts';

/** As it stands beside the plan, however the code was typed. */
export const codeHash = (code: string): string =>
  createHash('sha256')
    .update(readCode(code) || code, 'utf8')
    .digest('hex');
