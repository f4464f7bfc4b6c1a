-- A merchant's own codes are typed with and without their dashes, and whatever the capitals.
DROP INDEX "Code_cardId_lower_value_idx";
CREATE INDEX "Code_cardId_typed_value_idx" ON "Code" ("cardId", lower(replace("value", '-', ''))) WHERE "mode" <> 'SYSTEM';
