-- CreateIndex
CREATE INDEX "PersonContact_kind_value_idx" ON "PersonContact"("kind", "value");

-- What the rules that find conflicts of interest compare. A telephone number, however it was typed, as digits with a leading 0; null
-- where it cannot be one.
CREATE FUNCTION phone_digits(t text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT CASE WHEN length(d) >= 8 THEN d END
    FROM (SELECT regexp_replace(regexp_replace(normalize(t, NFKC), '[^0-9]', '', 'g'), '^(0084|84)', '0') AS d) typed
$$;

-- A mail address; null where nothing was typed, or where it only stands in for a telephone number.
CREATE FUNCTION mail_key(t text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT CASE WHEN m LIKE '%.invalid' THEN NULL ELSE nullif(m, '') END FROM (SELECT lower(btrim(t)) AS m) typed
$$;

-- An address without marks, signs and the words that one writes and another leaves out ("số nhà", "đường", "xã" …): the house number
-- and the names stay, in their order.
CREATE FUNCTION address_key(t text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT nullif(btrim(regexp_replace(
           regexp_replace(' ' || regexp_replace(public.norm(normalize(t, NFKC)), '[^a-z0-9]+', '  ', 'g') || ' ',
             ' (thi  tran|thi  xa|thanh  pho|so|nha|duong|pho|phuong|xa|tt|tx|tp|quan|huyen|tinh) ', ' ', 'g'), ' +', ' ', 'g')), '')
$$;

CREATE INDEX "EntryAuthor_phone_digits" ON "EntryAuthor" (phone_digits("phone"));
CREATE INDEX "EntryAuthor_guardian_digits" ON "EntryAuthor" (phone_digits("guardianPhone"));
CREATE INDEX "EntryAuthor_mail_key" ON "EntryAuthor" (mail_key("email"));
CREATE INDEX "EntryAuthor_address_key" ON "EntryAuthor" (address_key("address") COLLATE "C") WHERE "address" <> '';
CREATE INDEX "EntryVersion_supervisor_digits" ON "EntryVersion" (phone_digits("supervisorPhone"));
CREATE INDEX "EntryVersion_supervisor_name" ON "EntryVersion" (norm("supervisorName")) WHERE "supervisorName" <> '';
