-- 执法证 Whether two accounts are one person is asked by the number of the certificate (one_certificate, accounts_of).
create index officer_certificate on officer ((certificate->>'number'));
