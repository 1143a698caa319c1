/** How the kinds of time stand in the database, and what the driver makes of them (db/client.ts). */
import { sql } from 'drizzle-orm';
import { customType } from 'drizzle-orm/pg-core';
import type { CivilDate, Instant } from '../../domain/time/instant.ts';

/** 时刻 */
export const instant = customType<{ data: Instant; driverData: number }>({
  dataType: () => 'timestamp with time zone',
});

/** 日期 */
export const day = customType<{ data: CivilDate; driverData: string }>({ dataType: () => 'date' });

/** 哈希、盐 Bytes as they are. */
export const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({
  dataType: () => 'bytea',
});

/** The id of a transaction: compared, never counted with. */
export const xid8 = customType<{ data: string }>({ dataType: () => 'xid8' });

/** Sixteen bytes that the database draws for a row. */
export const salt = sql`uuid_send(gen_random_uuid())`;

/** The clock of the database, not the instant at which its transaction began. */
export const now = sql`clock_timestamp()`;
