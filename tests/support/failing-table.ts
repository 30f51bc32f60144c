import type { Services } from "~/features/services";

/** Makes the database refuse every new row of a table, as a broken disk or a lost right would; answers how to mend it. */
export async function failInserts({ db }: Pick<Services, "db">, table: "Upload" | "StoredFile"): Promise<() => Promise<void>> {
  await db.pool.query(`
    CREATE FUNCTION refuse_${table}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the table is broken'; END $$;
    CREATE TRIGGER refuse_${table} BEFORE INSERT ON "${table}" FOR EACH ROW EXECUTE FUNCTION refuse_${table}();`);
  return async () => {
    await db.pool.query(`DROP TRIGGER refuse_${table} ON "${table}"; DROP FUNCTION refuse_${table}();`);
  };
}
