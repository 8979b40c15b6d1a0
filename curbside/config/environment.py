"""Every setting an operator can make, typed, read from the environment (or a file ``.env``)."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from curbside.core.errors import Misconfigured


class Environment(BaseSettings):
    """One field a setting; its description is what `docs/settings.md` says."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore")

    database_url: str = Field(
        "", description="PostgreSQL with pgvector; empty starts the embedded server."
    )
    curbside_data_dir: Path = Field(
        Path("var"), description="Where the embedded database, secret key and reports are kept."
    )
    curbside_secret_key: str = Field(
        "", description="Signs cookies; made and kept in the data folder when empty."
    )
    curbside_base_url: str = Field(
        "http://localhost:8000", description="The public address, for canonical links and feeds."
    )
    curbside_hosts: str = Field(
        "", description="Further host names to answer to, separated by commas."
    )
    curbside_site_name: str = Field("Curbside", description="What the service is called.")
    curbside_debug: bool = Field(False, description="Developers only: tracebacks in the browser.")
    curbside_encoder: Literal["onnx", "fake"] = Field(
        "onnx", description="The sentence encoder; `fake` is for tests."
    )
    curbside_country: Literal["TW", "US", "GB", "EU"] = Field(
        "TW", description="Whose emergency numbers are shown."
    )
    curbside_reply_age_notice_years: int = Field(
        5, description="From this age on, a reply carries a notice that it is old."
    )
    curbside_page_cache_entries: int = Field(
        1000, description="Rendered question pages kept in each web process."
    )
    curbside_shared_cache_seconds: int = Field(
        60, description="How long HTTP caches in front may serve a public page unasked."
    )


def read() -> Environment:
    """The settings as the environment has them. Raises Misconfigured naming the first wrong one."""
    try:
        return Environment()
    except ValidationError as problem:
        first = problem.errors()[0]
        name = str(first["loc"][0]).upper()
        raise Misconfigured(f"{name} cannot be {first['input']!r}.", f"{first['msg']}.") from None
