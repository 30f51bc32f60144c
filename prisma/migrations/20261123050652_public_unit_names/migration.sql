-- Former names of units are shown with their honours.
CREATE CONSTRAINT TRIGGER "UnitName_public" AFTER INSERT OR UPDATE OR DELETE ON "UnitName" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public_change();
