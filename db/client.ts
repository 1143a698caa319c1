import postgres from 'postgres';

/** The application's connections. */
export type Sql = postgres.Sql<Record<string, never>>;

export function connect(url: string, options: { max?: number; name?: string } = {}): Sql {
  return postgres(url, {
    max: options.max ?? 10,
    connection: { application_name: options.name ?? 'duban' },
    onnotice: () => {},
    // After an outage everybody is back within a second: the driver's own pauses grow to 20 s.
    backoff: (tried) => Math.min(0.05 * 2 ** tried, 1),
  }) as Sql;
}
