/** 文书引用 A document stands in a form by its id, its SHA-256 and where it lies. Nobody reckons a SHA-256 by hand: the file is chosen, and the server does. */
import { html, type Html } from '../html.ts';
import type { Language } from '../words.ts';
import type { Field, Node } from './schema.ts';

/** Of what was chosen for a document, and of the button that has it hashed. */
const fileName = (path: string): string => `_file:${path}`;
export const hashName = '_hash';
/** Which of the files were larger than one may be. */
export const tooLargeName = '_large';

/** To which place in the form a chosen file belongs. */
export const documentAt = (name: string): string | undefined =>
  /^_file:((?:\/[\w-]{1,64}){1,12})$/.exec(name)?.[1];

export const isDocument = ({ parts }: Extract<Field, { kind: 'group' }>): boolean =>
  ['id', 'sha256', 'where'].every((name) => parts.some(([part]) => part === name));

/** Whether a form has documents at all: then it can bring files along. */
export const hasDocuments = (schema: Node): boolean =>
  JSON.stringify(schema).includes('"sha256":{');

export function filePicker(
  language: Language,
  id: string,
  path: string,
  tooLarge: readonly string[],
): Html {
  const zh = language === 'zh';
  const large = tooLarge.includes(path);
  return html`<div class="field"><label for="${id}-file">${zh ? '选择文件，由系统计算 SHA-256' : 'Choose the file: its SHA-256 is reckoned here'}</label><p class="help" id="${id}-file-help">${zh ? '文件只用来计算，不保存；提交时也会计算。没有填编号的，按文件编一个。不超过 100 MB。' : 'The file is used for that alone and is not kept. Sending the form reckons it too. Without an id it gets one by its file. 100 MB at most.'}</p>${large && html`<div class="wrong" id="${id}-file-wrong"><p>${zh ? '文件超过 100 MB，没有计算。' : 'The file is larger than 100 MB; nothing was reckoned.'}</p></div>`}
<input type="file" id="${id}-file" name="${fileName(path)}" aria-describedby="${id}-file-help${large && html` ${id}-file-wrong`}"${large && html` aria-invalid="true"`}> <button class="plain" name="${hashName}" value="${path}" formnovalidate>${zh ? '计算' : 'Reckon it'}</button></div>`;
}
