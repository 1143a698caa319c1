/** A validator of the schemas of the document. It is made of thousands of them, and most are asked a few times: what would make the code of one faster costs more than it gives. */
import { Ajv2020 } from 'ajv/dist/2020.js';

export const validator = (): Ajv2020 =>
  new Ajv2020({
    strict: false,
    validateFormats: false,
    inlineRefs: false,
    code: { optimize: false },
  });
