"""The real LibreOffice: a workbook is opened, cells are typed in, and what the formulas say is read back."""

import os
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

# Recalculates every workbook when it is opened, as Excel does.
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value>\
</prop></item></oor:items>"""
# Commands of a file, one a line: open a workbook, put a number into a cell, compute all cells anew (Ctrl+Shift+F9), answer with
# a block of numbers.
PROGRAM = """
Sub Answer(asked As String, answered As String)
  Dim said As String, parts, book, block, hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  Open asked For Input As #1
  Open answered For Output As #2
  Do While Not Eof(1)
    Line Input #1, said
    parts = Split(said, " ")
    If parts(0) = "open" Then
      If Not IsEmpty(book) Then book.close(True)
      book = StarDesktop.loadComponentFromURL(parts(1), "_blank", 0, hidden())
    ElseIf parts(0) = "put" Then
      book.Sheets.getByIndex(CInt(parts(1))).getCellRangeByName(parts(2)).setValue(Val(parts(3)))
    ElseIf parts(0) = "anew" Then
      book.calculateAll()
    ElseIf parts(0) = "read" Then
      book.calculate()
      block = book.Sheets.getByIndex(CInt(parts(1))).getCellRangeByName(parts(2)).getDataArray()
      For Each row In block
        For Each cell In row
          Print #2, IIf(VarType(cell) = 5, Trim(Str(cell)), "-") & " ";
        Next
        Print #2, ""
      Next
      Print #2, "."
    End If
  Loop
  Close #1
  Close #2
  book.close(True)
  StarDesktop.terminate()
End Sub
"""
MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">\
{program}</script:module>"""
LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false" \
library:passwordprotected="false"><library:element library:name="Module1"/></library:library>"""
LIBRARIES = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:libraries PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "libraries.dtd">
<library:libraries xmlns:library="http://openoffice.org/2000/library" xmlns:xlink="http://www.w3.org/1999/xlink">
<library:library library:name="Standard" xlink:href="$(USER)/basic/Standard/script.xlb/" xlink:type="simple" \
library:link="false"/>
</library:libraries>"""


class Spreadsheet:
    """A LibreOffice with its own settings."""

    def __init__(self, program: str, folder: Path):
        self.program, self.folder = program, folder
        user = folder / "profile" / "user"
        user.mkdir(parents=True)
        (user / "registrymodifications.xcu").write_text(SETTINGS, encoding="utf-8")
        self.run("--terminate_after_init")  # the first start replaces every program of a new profile
        (user / "basic" / "script.xlc").write_text(LIBRARIES, encoding="utf-8")
        (user / "basic" / "Standard" / "script.xlb").write_text(LIBRARY, encoding="utf-8")
        (user / "basic" / "Standard" / "Module1.xba").write_text(MODULE.format(program=escape(PROGRAM)), encoding="utf-8")

    def run(self, *arguments) -> None:
        settings = f"-env:UserInstallation=file://{self.folder}/profile"
        subprocess.run([self.program, settings, "--headless", "--norestore", *arguments], check=True, capture_output=True,
                       timeout=600)

    def answer(self, *commands: str) -> list[list[list[float | None]]]:
        """Blocks of numbers, one for each command "read"; what is no number is None."""
        asked, answered = self.folder / "asked.txt", self.folder / "answered.txt"
        asked.write_text("\n".join(commands) + "\n", encoding="utf-8")
        answered.unlink(missing_ok=True)
        self.run(f'macro:///Standard.Module1.Answer("{asked}","{answered}")')
        blocks = answered.read_text(encoding="utf-8").split(".\n")[:-1]
        return [[[None if cell == "-" else float(cell) for cell in line.split()] for line in block.splitlines()]
                for block in blocks]

    def convert(self, kind: str, *files: Path) -> list[Path]:
        self.run("--convert-to", kind, "--outdir", str(self.folder / kind), *map(str, files))
        return [self.folder / kind / f"{file.stem}.{kind}" for file in files]


def start_spreadsheet(folder: Path) -> Spreadsheet:
    """Skips where LibreOffice is absent; never on the project's own machine, which says CI=true."""
    program = shutil.which("soffice")
    if program is None:
        message = "LibreOffice is not installed here (apt-get install libreoffice-calc): the workbook was not recalculated"
        pytest.fail(message) if os.environ.get("CI") == "true" else pytest.skip(message)
    return Spreadsheet(program, folder)


def parts_of(content: bytes) -> dict[str, str]:
    """Every part of a workbook as text."""
    import io
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return {name: parts.read(name).decode("utf-8") for name in parts.namelist()}


def formulas_of(content: bytes) -> list[str]:
    """Every formula of a workbook, as it is stored."""
    sheets = (text for name, text in parts_of(content).items() if name.startswith("xl/worksheets/"))
    return [formula for text in sheets for formula in re.findall(r"<f>(.*?)</f>", text)]
