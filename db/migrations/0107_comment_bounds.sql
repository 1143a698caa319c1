-- 留言 What an officer has corrected within the hour is counted by when.
create index comment_version_at on comment_version (at) where version > 1;
