#!/bin/sh
# Runs once, when the cluster is new: the two roles of the product and its database.
set -eu
psql --username=postgres --set=ON_ERROR_STOP=1 \
  --set=owner_password="$(cat /run/secrets/owner_password)" --set=app_password="$(cat /run/secrets/app_password)" <<'SQL'
CREATE ROLE alliance_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE alliance_app LOGIN PASSWORD :'app_password';
CREATE DATABASE alliance OWNER alliance_owner ENCODING 'UTF8';
REVOKE ALL ON DATABASE alliance FROM PUBLIC;
GRANT CONNECT ON DATABASE alliance TO alliance_app;
\connect alliance
ALTER SCHEMA public OWNER TO alliance_owner;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
SQL
