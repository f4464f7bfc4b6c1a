-- AlterTable
ALTER TABLE "ImportProblem" DROP CONSTRAINT "ImportProblem_pkey",
ADD COLUMN     "id" TEXT NOT NULL,
ADD CONSTRAINT "ImportProblem_pkey" PRIMARY KEY ("id");

-- CreateIndex
CREATE UNIQUE INDEX "ImportProblem_importId_row_key" ON "ImportProblem"("importId", "row");

-- A merchant's own code, however its letters were typed.
CREATE INDEX "Code_cardId_lower_value_idx" ON "Code" ("cardId", lower("value")) WHERE "mode" <> 'SYSTEM';
