/** 页面中的标记 What a real browser makes of a page: nothing but our own elements and attributes, whatever texts stand in it. */
import type { Page } from 'playwright-core';

/** The page is parsed as a document of its own, which runs nothing; what is in it that no page of ours has, as sentences. */
export const marksIn = (page: Page, text: string): Promise<string[]> =>
  page.evaluate<string[]>(
    `((text) => {
      const found = [];
      const seen = new DOMParser().parseFromString(text, 'text/html');
      for (const one of seen.querySelectorAll('*')) {
        const name = one.localName;
        if (/^(x-evil|script|img|iframe|object|embed|base|style|audio|video|applet|math|template|noscript)$/.test(name)) found.push('element ' + name);
        for (const { name: attribute, value } of one.attributes) {
          if (/^(on|x-evil)/.test(attribute) || ['style', 'srcdoc', 'formaction', 'ping'].includes(attribute)) found.push('attribute ' + attribute + ' of ' + name);
          if (['href', 'src', 'action', 'xlink:href'].includes(attribute) && !/^($|\\/(?!\\/)|#|https?:\\/\\/(127\\.0\\.0\\.1|localhost)[:\\/])/.test(value)) found.push('address ' + value.slice(0, 60));
        }
      }
      return found;
    })(${JSON.stringify(text)})`,
  );
