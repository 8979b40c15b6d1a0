"""The yardstick of bench_pages: a bare Django view, served by the same server and settings but
no middleware. It is part of no production URL.
"""
