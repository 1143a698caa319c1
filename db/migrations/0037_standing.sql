-- 当时的登记 What the registries said of an act's author when it was judged, kept with the verdict: whoever counts a file's life again
-- judges by it (docs/decisions/0018). Nothing where it was judged before this was kept; an empty object where they knew nobody.
alter table inbox add column standing jsonb;
