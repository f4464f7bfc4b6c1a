-- AlterTable
ALTER TABLE "Merchant" ADD COLUMN     "seedName" TEXT;

-- CreateIndex
CREATE UNIQUE INDEX "Merchant_seedName_key" ON "Merchant"("seedName");

-- Until now the sandbox's merchants were found by the logins of their owners.
UPDATE "Merchant" SET "seedName" = "seeded"."seedName"
FROM (
  SELECT DISTINCT ON ("Person"."login") "PersonRole"."merchantId",
         CASE "Person"."login" WHEN 'sandbox-owner' THEN 'sandbox' ELSE 'sandbox-2' END AS "seedName"
  FROM "PersonRole" JOIN "Person" ON "Person"."id" = "PersonRole"."personId"
  WHERE "PersonRole"."role" = 'OWNER' AND "Person"."login" IN ('sandbox-owner', 'sandbox-owner-2')
  ORDER BY "Person"."login", "PersonRole"."createdAt"
) AS "seeded"
WHERE "Merchant"."id" = "seeded"."merchantId" AND "Merchant"."isSandbox";
