/**
 * 日历订阅 Calendars of duties under an address that is its own key: whoever has it reads, until it is revoked or its maker has left. What is shown is what the maker
 * would be shown on the board at that moment, without what is unannounced to them (QY-10.3); readings are on record as the maker's.
 */
import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import {
  type FeedFound,
  feedDuties,
  feedsOf,
  findFeed,
  makeFeed,
  noteFeedReading,
  revokeFeed,
} from '../../db/queries/feeds.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { faultOf } from '../http/problem-answer.ts';
import { describeRoute } from '../http/route.ts';
import { when } from '../http/when.ts';
import { requireReader } from '../intake/authority.ts';
import { databaseToday } from '../http/clock.ts';
import { calendarOf } from './calendar.ts';
import { tag } from './me-routes.ts';
import { unannouncedTo } from './unannounced.ts';

const feedShape = z.object({
  id: z.string(),
  unit: z.string().nullable().meta({
    description:
      '某一单位的；空为本人所在单位的 Of this unit; null: of whichever the maker belongs to',
  }),
  madeAt: z.string(),
});

const list = describeRoute({
  method: 'get',
  path: '/v1/me/feeds',
  tag,
  summary: '本人的日历订阅 — The calendars that the caller has made, without their addresses',
  auth: 'caller',
  // Nobody else's.
  reads: 'none',
  responses: {
    200: { description: '订阅 Calendars', schema: z.object({ items: z.array(feedShape) }) },
  },
});

const make = describeRoute({
  method: 'post',
  path: '/v1/me/feeds',
  tag,
  summary: '新建日历订阅 — Make the address of a calendar',
  description:
    '地址只显示一次；知道地址的即可读取，不要转给他人。 The address is shown once. Whoever has it can read: pass it on to nobody.',
  auth: 'caller',
  body: z.strictObject({
    scope: z.enum(['own', 'unit']).meta({
      description:
        'own：本人所在单位的待办，随调动而变；unit：现在所在单位的，调离后失效 Own: of the unit one belongs to, also after a move. Unit: of the present one, and ends with a move',
    }),
  }),
  problems: ['feeds-too-many', 'officer-removed'],
  responses: {
    201: { description: '地址 The address, once', schema: feedShape.extend({ path: z.string() }) },
  },
  reads: 'none',
});

const revoke = describeRoute({
  method: 'delete',
  path: '/v1/me/feeds/:id',
  tag,
  summary: '撤销日历订阅 — Revoke the address of a calendar',
  auth: 'caller',
  params: z.strictObject({ id: z.uuid() }),
  problems: ['not-found', 'officer-removed'],
  responses: { 204: { description: '已撤销 Revoked' } },
});

const read = describeRoute({
  method: 'get',
  path: '/v1/feeds/:address',
  tag,
  summary: '日历 — The duties as a calendar (RFC 5545), by its address',
  description:
    '不需要令牌；每次读取按登记簿判断权限，并以订阅人的名义记入查阅登记（每天一次，内容变化时再记，其余计数）。 Without a token. Rights are judged at every reading, which is on record as its maker’s: once a day and whenever something else is shown, the others by their number.',
  auth: 'public',
  limit: 'feed',
  params: z.strictObject({ address: z.string().regex(/^[A-Za-z0-9_-]{43}$/) }),
  query: z.strictObject({ language: z.enum(['zh', 'en']).default('zh') }),
  problems: ['not-found', 'feed-gone', 'read-log-away'],
  responses: { 200: { description: '日历 The calendar', media: 'text/calendar' } },
});

const hashOf = (address: string): string => createHash('sha256').update(address).digest('hex');

export const feedRoutes =
  (home: string | undefined) =>
  (api: Api): void => {
    const { sql } = api.deps;
    api.route(list, async ({ caller }) => ({
      body: {
        items: (await feedsOf(sql, caller.id)).map(({ id, unit, madeAt }) => ({
          id,
          unit,
          madeAt: when(madeAt)!,
        })),
      },
    }));
    api.route(make, async ({ body: { scope }, caller }) => {
      requireReader(caller);
      const address = randomBytes(32).toString('base64url');
      const unit = scope === 'unit' ? caller.unit : null;
      const id = await makeFeed(sql, caller.id, unit, hashOf(address));
      if (id === null) throw new Problem('feeds-too-many');
      const made = (await feedsOf(sql, caller.id)).find((one) => one.id === id)!;
      return {
        status: 201,
        body: { id, unit, madeAt: when(made.madeAt)!, path: `/v1/feeds/${address}` },
      };
    });
    api.route(revoke, async ({ params: { id }, caller }) => {
      if (!(await revokeFeed(sql, id, caller.id))) throw new Problem('not-found');
      return { status: 204 };
    });
    reading(api, home);
  };

/** Nothing is answered before the reading is on record. */
function reading(api: Api, home: string | undefined): void {
  const { sql, log, clock } = api.deps;
  api.route(read, async ({ params: { address }, query: { language }, req, res }) => {
    const feed = await findFeed(sql, hashOf(address));
    if (!feed) throw new Problem('not-found');
    const unit = feed.unit ?? feed.ownUnit;
    if (feed.revoked || !feed.stands || unit !== feed.ownUnit) throw new Problem('feed-gone');
    const duties = await feedDuties(sql, {
      bureau: feed.bureau,
      unit,
      reader: feed.officer,
      // The unit that has part in a draw knows it.
      unannounced: unannouncedTo(sql, feed.officer, databaseToday()).filter(({ known }) => known),
    });
    const name = language === 'zh' ? '督办：待办' : 'Duban: duties';
    const text = calendarOf(duties, { name, language, home, now: clock.now() });
    if (req.method !== 'HEAD')
      await noteFeedReading(sql, feed.id, hashOf(JSON.stringify(duties)), rowOf(feed)).catch(
        (error: unknown) => {
          log.error({ reqId: req.id, fault: faultOf(error) }, 'a reading could not be entered');
          throw new Problem('read-log-away');
        },
      );
    res.set({ 'Cache-Control': 'private, no-store', 'X-Robots-Tag': 'noindex' });
    res.type('text/calendar; charset=utf-8').send(text);
  });
}

/** By the id of the calendar: its address stands nowhere. */
const rowOf = ({ id, bureau, officer, ownUnit }: FeedFound) => ({
  kind: 'export' as const,
  purpose: '日历订阅 calendar',
  bureau,
  officer,
  unit: ownUnit,
  system: null,
  route: `GET ${read.path}`,
  file: null,
  asked: { feed: id },
});
