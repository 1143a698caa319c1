/** Where webhooks may go, and that a name is resolved once and only checked addresses are connected to. */
import { describe, expect, it } from 'vitest';
import {
  AddressRefused,
  addressPolicy,
  checkedLookup,
  type Resolve,
} from '../../api/outbox/addresses.ts';
import { post } from '../../api/outbox/post.ts';
import { settingsSchema } from '../../settings.ts';
import { Listener } from './support.ts';

const open = addressPolicy(['*:*'], []);
const signed = { body: '{}', headers: {} };
const resolving =
  (...addresses: string[]): Resolve =>
  (_name, _options, callback) =>
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );

describe('addresses', () => {
  it.each([
    '127.0.0.1',
    '127.255.255.255',
    '0.0.0.0',
    '10.0.0.1',
    '10.255.255.255',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '100.127.255.255',
    '192.0.0.1',
    '192.0.2.1',
    '198.18.0.1',
    '198.19.255.255',
    '198.51.100.7',
    '203.0.113.9',
    '224.0.0.1',
    '239.255.255.250',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::ffff:8.8.8.8',
    '::7f00:1',
    'fe80::1',
    'fe80::1%lo',
    'fc00::1',
    'fd12:3456::1',
    'ff02::1',
    '64:ff9b::7f00:1',
    '2001::1',
    '2001:db8::1',
    '2002:7f00:1::',
    '3fff::1',
    'not-an-address',
    '',
  ])('refuses %s', (address) => expect(open.admits(address, true)).toBe(false));

  it.each([
    '8.8.8.8',
    '172.15.255.255',
    '172.32.0.1',
    '100.63.255.255',
    '100.128.0.1',
    '223.255.255.255',
    '2606:4700::1111',
    '240e::1',
    '2400:3200::1',
  ])('admits %s over https, never over http', (address) => {
    expect(open.admits(address, true)).toBe(true);
    expect(open.admits(address, false)).toBe(false);
  });

  it('what is allowed by range is admitted, over http too, and nothing beside it', () => {
    const policy = addressPolicy(['*'], ['10.20.0.0/16', 'fd00:1::/32']);
    for (const address of ['10.20.0.1', '10.20.255.255', '::ffff:10.20.0.1', 'fd00:1::5'])
      expect(policy.admits(address, false), address).toBe(true);
    for (const address of ['10.21.0.1', '127.0.0.1', '::1', 'fd00:2::5'])
      expect(policy.admits(address, true), address).toBe(false);
  });
});

describe('URLs', () => {
  const policy = addressPolicy(
    ['hooks.example.cn', '*.example.org', 'oa.example.cn:8443', '127.0.0.1:*'],
    [],
  );
  it.each([
    'https://hooks.example.cn/x?y=1',
    'https://a.example.org',
    'https://a.b.example.org/',
    'https://oa.example.cn:8443/',
    'https://HOOKS.example.cn:443/',
  ])('allows %s', (url) => expect(policy.refuseUrl(url)).toBeUndefined());
  it.each([
    'https://example.org/',
    'https://evilexample.org/',
    'https://hooks.example.cn.evil.net/',
    'https://hooks.example.cn:8443/',
    'https://oa.example.cn/',
    'https://u:p@hooks.example.cn/',
    'https://hooks.example.cn/#x',
    'http://hooks.example.cn/',
    'ftp://hooks.example.cn/',
    'file:///etc/passwd',
    'hooks.example.cn',
    '',
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://[::1]/',
  ])('refuses %s', (url) => {
    expect(policy.refuseUrl(url)).toMatchObject({
      zh: expect.stringMatching(/\p{Script=Han}/u) as string,
      en: expect.any(String) as string,
    });
  });
  it('nothing is allowed unless listed', () =>
    expect(addressPolicy([], []).refuseUrl('https://example.org/')).toBeDefined());
  it('a star is no way around the addresses', () => {
    for (const url of [
      'https://127.0.0.1/',
      'https://[::1]/',
      'https://10.1.2.3/',
      'https://169.254.169.254/latest',
      'https://[::ffff:127.0.0.1]/',
      'https://2130706433/',
      'https://0177.0.0.1/',
    ])
      expect(open.refuseUrl(url), url).toBeDefined();
  });
});

describe('names', () => {
  const lookup = (addresses: string[], all = true) =>
    new Promise((resolve, reject) => {
      checkedLookup(open, true, resolving(...addresses))(
        'hooks.example.org',
        { all },
        (error, found) => {
          if (error) reject(error);
          else resolve(found);
        },
      );
    });
  it('hands out what was checked', async () => {
    await expect(lookup(['8.8.8.8', '2606:4700::1111'])).resolves.toEqual([
      { address: '8.8.8.8', family: 4 },
      { address: '2606:4700::1111', family: 6 },
    ]);
    await expect(lookup(['8.8.8.8'], false)).resolves.toBe('8.8.8.8');
  });
  it.each([
    [['127.0.0.1']],
    [['8.8.8.8', '10.0.0.1']],
    [['8.8.8.8', '::ffff:127.0.0.1']],
    [['::1']],
    [[]],
  ])('one bad address refuses the name: %j', async (addresses) => {
    await expect(lookup(addresses)).rejects.toBeInstanceOf(AddressRefused);
  });

  it('a name that resolves to a private address is never connected to; resolved once when it may be', async () => {
    const listener = await Listener.start();
    const url = `http://hooks.example.org:${listener.port}/`;
    let asked = 0;
    const rebinding: Resolve = (name, options, callback) =>
      resolving(asked++ === 0 ? '127.0.0.1' : '10.0.0.1')(name, options, callback);
    try {
      const strict = addressPolicy(['*:*'], ['10.0.0.0/8']);
      expect(
        await post(url, signed, {
          policy: strict,
          timeout: 1_000,
          resolve: resolving('127.0.0.1'),
        }),
      ).toBe('address-refused');
      expect(listener.hooks).toEqual([]);
      const lax = addressPolicy(['*:*'], ['127.0.0.0/8']);
      expect(
        await post(url, signed, { policy: lax, timeout: 1_000, resolve: rebinding }),
      ).toBeUndefined();
      expect(asked).toBe(1);
      expect(listener.hooks).toHaveLength(1);
    } finally {
      listener.close();
    }
  });
});

describe('settings', () => {
  const parse = (more: Record<string, string>) =>
    settingsSchema.safeParse({ DATABASE_URL: 'postgres://x', ...more });
  it('lists are read, and what is no host or range is refused', () => {
    expect(
      parse({
        OUTBOX_ALLOWED_HOSTS: ' A.example.cn , *.x.org:8443 ',
        OUTBOX_ALLOW_PRIVATE: '10.0.0.0/8,fd00::/8',
      }).data,
    ).toMatchObject({
      OUTBOX_ALLOWED_HOSTS: ['a.example.cn', '*.x.org:8443'],
      OUTBOX_ALLOW_PRIVATE: ['10.0.0.0/8', 'fd00::/8'],
    });
    expect(parse({}).data).toMatchObject({
      OUTBOX_ALLOWED_HOSTS: [],
      OUTBOX_ALLOW_PRIVATE: [],
      OUTBOX_DISPATCH: true,
    });
    for (const wrong of ['https://x.org', 'x.org/path', 'x y'])
      expect(parse({ OUTBOX_ALLOWED_HOSTS: wrong }).success, wrong).toBe(false);
    for (const wrong of ['true', '10.0.0.0', '10.0.0.0/33', '10.0.0/8', 'x/8'])
      expect(parse({ OUTBOX_ALLOW_PRIVATE: wrong }).success, wrong).toBe(false);
  });
});
