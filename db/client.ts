import postgres from 'postgres';

/** The application's connections. */
export type Sql = postgres.Sql<Record<string, never>>;

export function connect(url: string, options: { max?: number; name?: string } = {}): Sql {
  return postgres(url, {
    max: options.max ?? 10,
    connection: { application_name: options.name ?? 'duban' },
    onnotice: () => {},
  }) as Sql;
}
