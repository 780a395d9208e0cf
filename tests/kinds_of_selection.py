"""Small contests in which a lot, an enlarged list, quotas on two columns, a wild card or a withdrawal decides."""

from pathlib import Path

from contestlib import read_contest

INDICATORS = ("code,label_zh,label_en,unit_zh,unit_en,direction,source,transform,normalization,lower,upper,on_zero,on_missing\n"
              "welfare,公益性,welfare,分,marks,higher,register:welfare,,goalposts,0,100,real,stop\n"
              "amount,金额,amount,元,yuan,higher,register:amount,,goalposts,0,100,real,stop\n")
# Totals at 60 and 40 percent: A 90, B 80, C and D 72, E 66, F 60, G 50, H 40.
TEAMS = {"A": (90, 90, "x", "u"), "B": (80, 80, "x", "v"), "C": (70, 75, "y", "w"), "D": (75, 67.5, "y", "u"),
         "E": (60, 75, "x", "t"), "F": (60, 60, "z", "s"), "G": (50, 50, "z", "r"), "H": (40, 40, "z", "q")}


def contest_of(folder: Path, selection: str, *, teams=None, decisions=(), scoring=""):
    """A contest of the teams above, with these lines in its [selection] and these rulings."""
    folder.mkdir(parents=True)
    rows = "".join(f"{team},{team},{team},p{team},online,{welfare},{amount},{city},{applicant}\n"
                   for team, (welfare, amount, city, applicant) in (teams or TEAMS).items())
    for name, text in {
            "rules.toml": f'language = "en"\nseed = 1\n[scoring]\npoints = 100\ndecimals = 2\n{scoring}[selection]\n{selection}\n'
                          '[admissible]\naround = "baseline"\npoints = 30\n[simulation]\ndraws = 64\n',
            "teams.csv": "team,name_zh,name_en,project,status,welfare,amount,city,applicant\n" + rows,
            "indicators.csv": INDICATORS, "scenarios.csv": "scenario,welfare,amount,total\nbaseline,60,40,100\n",
            "decisions.csv": "date,minute,kind,team,value,reason\n" + "".join(
                f"2026-01-01,1,{kind},{team},,\n" for kind, team in decisions)}.items():
        (folder / name).write_text(text, encoding="utf-8")
    return read_contest(folder)
