-- The head the public sees is that of the last publication, which changes rows of its own. What staff record after it changes no
-- public page, so pages are not rendered anew for it.
DROP TRIGGER "LedgerHead_public" ON "LedgerHead";
DROP FUNCTION public_change_of_head();
