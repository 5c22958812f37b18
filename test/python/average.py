"""Exercise 2 in Python, with what Debian has: http.server, psycopg2 and redis."""

import json
import os
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import psycopg2
from psycopg2.pool import ThreadedConnectionPool
import redis

db = ThreadedConnectionPool(0, 10, os.environ["DATABASE_URL"])
cache = redis.Redis.from_url(os.environ["REDIS_URL"])
ttl = int(os.environ["CACHE_TTL_SECONDS"])


def average(drink, size):
    connection = db.getconn()
    try:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT avg(price_cents)::float8 FROM orders WHERE drink = %s AND size = %s",
                (drink, size),
            )
            return cursor.fetchone()[0]
    finally:
        db.putconn(connection)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        url = urlsplit(self.path)
        query = parse_qs(url.query)
        drink, size = query.get("drink", [""])[0], query.get("size", [""])[0]
        if url.path != "/orders/average":
            return self.answer(404, {"error": "no such page"})
        if not drink or not size:
            return self.answer(400, {"error": "drink and size are needed"})
        try:
            self.reply(drink, size)
        except psycopg2.Error as error:
            self.answer(500, {"error": str(error)})

    def reply(self, drink, size):
        key = "average:" + json.dumps([drink, size])
        cached = cache.get(key)
        if cached is not None:
            return self.answer(200, json.loads(cached))
        body = {"drink": drink, "size": size, "average": average(drink, size)}
        cache.set(key, json.dumps(body), ex=ttl)
        self.answer(200, body)

    def answer(self, status, body):
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), Handler).serve_forever()
