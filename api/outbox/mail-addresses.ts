/** 邮箱 Which e-mail addresses are taken: one plain address, in a domain that the operators allow. Judged when it is given and at every sending. */
import { z } from 'zod';

/** No display name, no quotes, no comments, no list: what stands here is one recipient, whatever reads it. */
const plain = /^[A-Za-z0-9._%+-]{1,64}@([A-Za-z0-9-]{1,63}\.)+[A-Za-z0-9-]{2,63}$/;

export const emailAddress = z.string().max(254).regex(plain, {
  error: '应为一个邮箱地址，如 zhang@ybj.example.gov.cn | One e-mail address is expected',
});

export function domainAllowed(address: string, domains: readonly string[]): boolean {
  if (!plain.test(address)) return false;
  const domain = address.slice(address.indexOf('@') + 1).toLowerCase();
  return domains.some((one) =>
    one.startsWith('*.') ? domain.endsWith(one.slice(1)) : domain === one,
  );
}

/** As it is shown again to its owner. */
export const masked = (address: string): string => {
  const [name = '', domain = ''] = address.split('@');
  return `${name.slice(0, 1)}***@${domain}`;
};
